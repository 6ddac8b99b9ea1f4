/** Curvature operators and estimators over the engine; knows objectives, not networks. */
module org.hesse.hessian {
    requires transitive org.hesse.engine;
    requires ejml.core;
    requires ejml.ddense;

    exports org.hesse.hessian;
    exports org.hesse.hessian.estimate;
    exports org.hesse.hessian.structure;
    exports org.hesse.hessian.verify;
    exports org.hesse.hessian.solve;
    exports org.hesse.hessian.spectrum;
}
