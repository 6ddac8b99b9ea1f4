package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every public type says in its Javadoc whether threads may share it. */
class JavadocTest {
    private static final Pattern SAYS = Pattern.compile("thread|immutable|stateless", Pattern.CASE_INSENSITIVE);

    /** @param atLeast fewer types were not all of the module */
    @ParameterizedTest
    @CsvSource({"engine, 70", "nn, 20", "hessian, 8", "lab, 15"})
    void publicTypesSayWhetherThreadsMayShareThem(String module, int atLeast) throws IOException {
        List<String> silent = new ArrayList<>();
        int types = 0;
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(MainSources.of(module)));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    if (!isPublic(type)) continue;
                    types++;
                    String doc = docs.getDocComment(new TreePath(new TreePath(unit), type));
                    if (doc == null || !SAYS.matcher(doc).find()) silent.add(name(unit));
                }
            }
        }
        System.out.println(module + ": " + types + " public types");
        assertTrue(types >= atLeast, types + " public types in " + module);
        assertEquals(List.of(), silent, "public types whose Javadoc does not say whether threads may share them");
    }

    private static boolean isPublic(Tree type) {
        return type instanceof ClassTree c && c.getModifiers().getFlags().contains(Modifier.PUBLIC);
    }

    /** Its file, which the type is named after. */
    private static String name(CompilationUnitTree unit) {
        return Path.of(unit.getSourceFile().toUri()).getFileName().toString();
    }
}
