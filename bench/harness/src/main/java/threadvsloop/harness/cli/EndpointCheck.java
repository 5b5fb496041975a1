package threadvsloop.harness.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import threadvsloop.harness.backend.Backend;
import threadvsloop.harness.catalogue.AskedWait;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.OwnContestant;
import threadvsloop.harness.catalogue.PointLoad;
import threadvsloop.harness.catalogue.ScenarioFile;
import threadvsloop.harness.process.PlainAnswer;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Traffic;
import threadvsloop.results.text.CleanText;

/// The first check of a user's own server: each request of the scenarios that it says to have is asked twice on one
/// connection, and what a run would stumble over is said at once.
///
/// @param port where it listens
record EndpointCheck(OwnContestant contestant, String host, int port) {

    static final String CLOSES = ": CLOSES its connection after the answer, so that a run would measure the opening of"
            + " connections above all; let it keep them (HTTP/1.1 keep-alive)";

    private static final int WITHIN_MS = 10_000;
    private static final double NS_PER_MS = 1e6;
    private static final int OK = 200;
    private static final int NOT_OK = 300;

    /// A line for each request, with what is wrong with its answer, then what the server can take part in. Blocks while
    /// the server answers, for some seconds at most if it does not.
    List<String> lines(Catalogue catalogue) {
        Map<String, Integer> requests = new LinkedHashMap<>();
        List<String> scenarios = new ArrayList<>();
        for (ScenarioFile file : catalogue.scenarios().values()) {
            Run.Scenario scenario = file.toRun(List.of());
            if (contestant.lacks(scenario).isEmpty()) {
                scenarios.add(scenario.id());
            }
            scenario.points().forEach(point -> collect(point, requests));
        }
        List<String> lines = new ArrayList<>();
        requests.forEach((request, bodyBytes) -> contestant
                .request(request)
                .ifPresent(own -> lines.add("%s: %s".formatted(asked(request, own), check(request, own, bodyBytes)))));
        if (lines.isEmpty()) {
            lines.add("no scenario asks for any of its endpoints: see servers/CONTRACT.md for those that there are");
        }
        lines.add(
                scenarios.isEmpty()
                        ? "it can take part in no scenario: each asks for more endpoints than it has"
                        : "it can take part in: " + String.join(", ", scenarios));
        return lines;
    }

    /// Requests that need an upstream or a database are left out: here is none.
    private static void collect(PointSpec point, Map<String, Integer> requests) {
        List<Traffic.Kind> mix = point.traffic().mix();
        mix.forEach(kind -> requests.putIfAbsent(kind.request(), kind.bodyBytes()));
        if (mix.isEmpty() && !point.request().isEmpty()) {
            requests.putIfAbsent(point.request(), 0);
        }
        requests.keySet().removeIf(request -> !Backend.neededBy(request).isEmpty());
    }

    private static String asked(String request, String own) {
        return request.equals(own) ? own : own + " (for " + request + ")";
    }

    private String check(String request, String own, int bodyBytes) {
        RequestSpec spec = PointLoad.request(own, bodyBytes);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), WITHIN_MS);
            socket.setSoTimeout(WITHIN_MS);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            long askedNs = System.nanoTime();
            PlainAnswer answer = ask(socket, in, spec);
            double ms = (System.nanoTime() - askedNs) / NS_PER_MS;
            String said = String.format(
                    Locale.ROOT, "status %d, %d bytes, after %.1f ms", answer.status(), answer.bytes(), ms);
            return said
                    + trouble(request, answer, ms)
                            .or(() -> secondTrouble(socket, in, spec, answer))
                            .orElse(", fine");
        } catch (SocketTimeoutException e) {
            return "NOT ANSWERED within " + WITHIN_MS / 1_000 + " s";
        } catch (IOException | NumberFormatException e) {
            return "FAILED: " + CleanText.line(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> trouble(String request, PlainAnswer answer, double ms) {
        if (answer.status() < OK || answer.status() >= NOT_OK) {
            return Optional.of(": NOT the 2xx that it must be; look at its path in \"endpoints\"");
        }
        double waitMs = AskedWait.of(request).map(AskedWait::leastMs).orElse(0.0);
        if (ms < waitMs / 2) {
            return Optional.of(": TOO EARLY, it is to wait %.0f ms; see {ms} in its path".formatted(waitMs));
        }
        return answer.kept() ? Optional.empty() : Optional.of(CLOSES);
    }

    /// A server may say that it keeps the connection, and close it all the same.
    private Optional<String> secondTrouble(Socket socket, BufferedInputStream in, RequestSpec spec, PlainAnswer first) {
        try {
            PlainAnswer second = ask(socket, in, spec);
            return second.status() == first.status()
                    ? Optional.empty()
                    : Optional.of(": a second one on the same connection has status " + second.status());
        } catch (IOException e) {
            return Optional.of(CLOSES);
        }
    }

    private PlainAnswer ask(Socket socket, BufferedInputStream in, RequestSpec spec) throws IOException {
        byte[] body = spec.body();
        String head = "%s %s HTTP/1.1\r\nHost: %s:%d\r\n%s\r\n"
                .formatted(
                        spec.method(),
                        spec.target(),
                        host,
                        port,
                        body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n");
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return PlainAnswer.read(in, spec.method());
    }
}
