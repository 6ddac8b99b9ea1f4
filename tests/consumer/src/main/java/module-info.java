/** A program that uses Hesse on the module path; on the class path this file means nothing. */
module com.example.consumer {
    requires org.hesse.hessian;
    requires org.hesse.nn;
}
