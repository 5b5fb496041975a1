package threadvsloop.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The classes of a server in the form in which a JVM maps them into memory (CDS). Each server is started a dozen times
/// or more, and loading its classes is most of what a start costs. A server that is measured has no such archive.
final class ClassArchive {

    private static final long END_SECONDS = 90;
    private static final Path FOLDER = Catalogue.ROOT.resolve("servers/conformance/target/archives");
    private static final Map<List<String>, List<String>> OPTIONS = new ConcurrentHashMap<>();

    private ClassArchive() {}

    /// Options of Java with which the contestant starts from its archive, which the first who asks makes; none for what
    /// does not run on Java, or is started but once.
    static List<String> optionsFor(Contestant contestant) {
        boolean pays = contestant.command().contains("{java}") && Catalogue.isMember(contestant);
        return pays ? OPTIONS.computeIfAbsent(contestant.command(), _ -> make(contestant)) : List.of();
    }

    /// Made anew by each test JVM, for one of other jars would be refused with a warning. It is written as a server
    /// ends
    /// that has answered a little.
    private static List<String> make(Contestant contestant) {
        try {
            Path archive = Files.createDirectories(FOLDER).resolve(contestant.id() + ".jsa");
            Files.deleteIfExists(archive);
            String path = archive.toAbsolutePath().normalize().toString();
            try (ServerProcess server =
                    ServerProcess.startWith(List.of("-XX:ArchiveClassesAtExit=" + path), contestant)) {
                try (RawConnection connection = server.connect()) {
                    connection.get("/json");
                    connection.get("/wait/1");
                    connection.get("/offload/1");
                    connection.get("/nothing");
                    connection
                            .send(Requests.chunked("/echo", "5\r\nHello\r\n0\r\n\r\n"))
                            .answer();
                }
                server.stats();
                server.endStandardInput();
                server.exitStatus(END_SECONDS);
            }
            return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + path) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making an archive of classes", e);
        }
    }
}
