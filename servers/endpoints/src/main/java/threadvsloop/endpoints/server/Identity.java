package threadvsloop.endpoints.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/// What a server says of itself in its ready line and in `/stats`.
///
/// @param contestant its name in the catalogue
/// @param runtime such as `OpenJDK 25.0.1 (Temurin)`
/// @param version of this project
/// @param options by name, without the leading dashes
public record Identity(String contestant, String runtime, String version, long pid, Map<String, String> options) {

    public Identity {
        options = Map.copyOf(options);
    }

    /// This process under the given name.
    public static Identity ofThisProcess(String contestant, Map<String, String> options) {
        return new Identity(
                contestant,
                javaRuntime(),
                projectVersion(),
                ProcessHandle.current().pid(),
                options);
    }

    /// The one line that a server prints on stdout, once it accepts connections.
    String readyLine(int port) {
        JsonWriter json = new JsonWriter().startObject().field("ready", true).field("contestant", contestant);
        json.field("port", port).field("pid", pid).field("runtime", runtime).field("version", version);
        return json.endObject().toString();
    }

    private static String javaRuntime() {
        String vendor = System.getProperty("java.vendor.version", System.getProperty("java.vendor", "unknown vendor"));
        int build = vendor.indexOf('-');
        String distribution = build < 0 ? vendor : vendor.substring(0, build);
        return "OpenJDK " + System.getProperty("java.version") + " (" + distribution + ")";
    }

    private static String projectVersion() {
        Properties properties = new Properties();
        try (InputStream in = Identity.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
