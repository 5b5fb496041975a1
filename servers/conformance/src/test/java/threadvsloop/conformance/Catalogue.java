package threadvsloop.conformance;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The contestants of `servers/contestants.yaml`, in its order: all of them, or with `-Dtvl.contestants=a,b` those.
final class Catalogue {

    /// The project's folder, told by the build.
    static final Path ROOT = Path.of(System.getProperty("tvl.root", "../.."));

    /// Where letters, digits and decimal points are not those of English, none of which may show in an answer: I is
    /// not the capital of i, 1 is written differently, and a comma is put before fractions.
    private static final List<String> FOREIGN_PLACE =
            List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.extensions=u-nu-arab");

    private static final List<Contestant> ALL = read();

    private Catalogue() {}

    static List<Contestant> contestants() {
        String chosen = System.getProperty("tvl.contestants", "");
        if (chosen.isEmpty()) return all();
        List<String> ids = List.of(chosen.split(","));
        return all().stream().filter(it -> ids.contains(it.id())).toList();
    }

    /// Says whether it is an entry of the file.
    static boolean isMember(Contestant contestant) {
        return ALL.contains(contestant);
    }

    /// Of those, the servers that are this project's own work.
    static List<Contestant> ownServers() {
        List<Contestant> own = allOwnServers();
        return contestants().stream().filter(own::contains).toList();
    }

    /// All servers that are this project's own work.
    static List<Contestant> allOwnServers() {
        return all().stream()
                .filter(it -> it.id().startsWith("blocking-") || it.id().startsWith("eventloop"))
                .toList();
    }

    /// Of those, the servers that run on Node.js.
    static List<Contestant> onNode() {
        return contestants().stream().filter(it -> "node".equals(it.requires())).toList();
    }

    static List<Contestant> all() {
        return ALL;
    }

    private static List<Contestant> read() {
        YAMLMapper yaml = YAMLMapper.builder()
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        try {
            return yaml.readerForListOf(Contestant.class)
                    .readValue(ROOT.resolve("servers/contestants.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The command line of a contestant without the arguments that choose its address. Java's optimising compiler
    /// is off: it would cost servers that live for a few seconds more than it earns, and changes no answer. Java
    /// runs in a [#FOREIGN_PLACE], so that all tests are also tests of that.
    static List<String> commandOf(Contestant contestant) {
        return commandOf(contestant, List.of());
    }

    /// The same with further options of Java, if it runs on that.
    static List<String> commandOf(Contestant contestant, List<String> javaOptions) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String root = ROOT.toAbsolutePath().normalize().toString();
        List<String> inJava = Stream.of(List.of(java, "-XX:TieredStopAtLevel=1"), FOREIGN_PLACE, javaOptions)
                .flatMap(List::stream)
                .toList();
        return Stream.concat(contestant.command().stream(), contestant.options().stream())
                .flatMap(word -> word.equals("{java}") ? inJava.stream() : Stream.of(word))
                .map(word -> word.replace("{root}", root).replace("{java}", java))
                .toList();
    }
}
