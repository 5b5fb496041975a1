package threadvsloop.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the directions of dependency that the README draws, over the compiled classes of every module.
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("tvl.root"));
    private static final JavaClasses ALL = new ClassFileImporter().importPaths(compiledModules());

    @ParameterizedTest(name = "{0} may use {1}")
    @CsvSource(textBlock = """
            # module,   what of ours it may use, besides itself
            http,       nothing
            endpoints,  http
            clients,    endpoints http
            blocking,   clients endpoints http
            eventloop,  clients endpoints http
            jetty,      clients endpoints http
            helidon,    clients endpoints http
            netty,      clients endpoints http
            undertow,   clients endpoints http
            upstream,   eventloop endpoints http
            model,      nothing
            loadgen,    model
            results,    nothing
            truth,      nothing
            micro,      http endpoints blocking eventloop model loadgen
            harness,    model loadgen results
            """)
    void dependsOnlyOn(String module, String allowed) {
        List<String> packages = new ArrayList<>(List.of("threadvsloop." + module + ".."));
        for (String other : allowed.split(" ")) {
            packages.add("threadvsloop." + other + "..");
        }
        classes()
                .that()
                .resideInAPackage("threadvsloop." + module + "..")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are of " + packages + " or not of this project",
                        type -> !type.getPackageName().startsWith("threadvsloop")
                                || packages.stream()
                                        .anyMatch(p -> type.getPackageName()
                                                .concat(".")
                                                .startsWith(p.substring(0, p.length() - 1)))))
                .check(ALL);
    }

    /// Within modules of several packages; a package is named below its module, the uppermost one by its module.
    @ParameterizedTest(name = "{0}: {1} may use {2}")
    @CsvSource(textBlock = """
            # module,   package,   what of its module it may use, besides itself
            endpoints,  options,   nothing
            endpoints,  server,    options
            endpoints,  backends,  nothing
            model,      load,      nothing
            model,      measured,  load
            loadgen,    schedule,  nothing
            loadgen,    http,      nothing
            loadgen,    clock,     nothing
            loadgen,    record,    schedule
            loadgen,    audit,     schedule
            loadgen,    engine,    schedule http record clock audit
            results,    documents, nothing
            results,    stats,     nothing
            results,    text,      nothing
            results,    run,       documents
            results,    measures,  stats documents run
            results,    verdict,   stats text documents measures
            results,    claims,    stats text documents run measures verdict
            results,    calibration, stats documents run measures
            results,    charts,    stats documents run measures verdict claims
            harness,    harness,   nothing
            harness,    process,   harness
            harness,    sampling,  harness process
            harness,    backend,   harness process sampling
            harness,    catalogue, harness process backend
            harness,    plan,      harness sampling backend catalogue
            harness,    trial,     harness process sampling backend catalogue
            harness,    run,       harness process backend catalogue plan trial
            harness,    calibrate, harness process sampling catalogue plan run
            harness,    load,      harness process catalogue trial
            """)
    void dependsInItsModuleOnlyOn(String module, String name, String allowed) {
        String root = "threadvsloop." + module;
        Set<String> packages = Stream.concat(Stream.of(name), Stream.of(allowed.split(" ")))
                .map(other -> other.equals(module) ? root : root + "." + other)
                .collect(Collectors.toSet());
        classes()
                .that()
                .resideInAPackage(name.equals(module) ? root : root + "." + name)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are of " + packages + " or not of " + root,
                        type -> !type.getPackageName().concat(".").startsWith(root + ".")
                                || packages.contains(type.getPackageName())))
                .check(ALL);
    }

    @Test
    void httpHasNoSocketsNoThreadsNoClock() {
        noClasses()
                .that()
                .resideInAPackage("threadvsloop.http..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\..*|java\\.nio\\.channels\\..*|java\\.util\\.concurrent\\..*|java\\.lang\\.Thread|java\\.time\\.Clock")
                .check(ALL);
    }

    /// What a process sends, prints and writes must not depend on the user's language.
    @Test
    void everyProcessBeginsInTheRootLocale() {
        methods()
                .that()
                .haveName("main")
                .and()
                .areStatic()
                .and()
                .haveRawParameterTypes(String[].class)
                .should(setTheRootLocale())
                .check(ALL);
        assertThat(setsTheRootLocale(ALL.get("threadvsloop.endpoints.server.ServerProcess")
                        .getMethod("run", "threadvsloop.endpoints.server.Contestant", String[].class.getName())))
                .as("ServerProcess.run, on which servers rely")
                .isTrue();
    }

    private static ArchCondition<JavaMethod> setTheRootLocale() {
        return new ArchCondition<>("set the root locale, or run as a ServerProcess") {
            @Override
            public void check(JavaMethod main, ConditionEvents events) {
                boolean serves = main.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().getSimpleName().equals("ServerProcess"));
                events.add(new SimpleConditionEvent(main, serves || setsTheRootLocale(main), main.getFullName()));
            }
        };
    }

    private static boolean setsTheRootLocale(JavaMethod method) {
        return method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Locale.class)
                                && call.getTarget().getName().equals("setDefault"))
                && method.getFieldAccesses().stream()
                        .anyMatch(access -> access.getTargetOwner().isEquivalentTo(Locale.class)
                                && access.getTarget().getName().equals("ROOT"));
    }

    /// A package is a chapter: what does not fit into one is two.
    @Test
    void noPackageHoldsMoreThanThirtyClasses() {
        Map<String, Long> sizes = ALL.stream()
                .filter(type -> type.isTopLevelClass() && type.getPackageName().startsWith("threadvsloop"))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> !type.getPackageName().endsWith(".jmh_generated")
                        && !type.getSimpleName().endsWith("Generated"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(sizes)
                .hasSizeGreaterThan(30)
                .allSatisfy((_, size) -> assertThat(size).isLessThanOrEqualTo(30));
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("threadvsloop.(**)").should().beFreeOfCycles().check(ALL);
    }

    private static List<Path> compiledModules() {
        try (Stream<Path> folders = Files.find(ROOT, 5, (path, _) -> path.endsWith(Path.of("target", "classes")))) {
            List<Path> found = folders.toList();
            assertThat(found).as("compiled modules below " + ROOT).hasSizeGreaterThan(6);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
