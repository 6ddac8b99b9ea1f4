/** Layers, models and their files, data and training. */
module org.hesse.nn {
    requires transitive org.hesse.engine;
    requires com.fasterxml.jackson.core;

    exports org.hesse.nn;
    exports org.hesse.nn.builders;
    exports org.hesse.nn.data;
    exports org.hesse.nn.file;
    exports org.hesse.nn.layers;
    exports org.hesse.nn.train;
}
