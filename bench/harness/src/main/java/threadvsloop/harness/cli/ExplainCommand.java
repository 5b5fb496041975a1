package threadvsloop.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.Project;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.results.documents.ClaimSpec;

@Command(name = "explain", description = "Tells a claim, its source, what decides it, and the command that tests it.")
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CLAIM", description = "A claim: see tvl list claims.")
    private String id = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ClaimSpec claim = Catalogue.read(Project.find()).claim(id);
        PrintWriter out = spec.commandLine().getOut();
        out.println(claim.id() + "  " + claim.title());
        out.println();
        out.println("Claim      " + claim.statement());
        out.println("Source     " + claim.source());
        list(out, "Published  ", claim.published());
        if (!claim.inScope()) {
            out.println("No score   " + claim.outOfScope());
            return ExitCode.DONE;
        }
        out.println("Supported  if " + claim.supportedIf());
        out.println("Refuted    if " + claim.refutedIf());
        out.println();
        out.println("Measured");
        claim.parts().forEach(part -> out.println(part(part)));
        out.println("One part refuted refutes the claim; it is supported when every part that decides is.");
        list(out, "Limits     ", claim.limits());
        out.println();
        out.println("Test it with: scripts/tvl run claims --claims " + claim.id());
        return ExitCode.DONE;
    }

    private static void list(PrintWriter out, String heading, List<String> lines) {
        lines.forEach(
                line -> out.println((line.equals(lines.getFirst()) ? heading : " ".repeat(heading.length())) + line));
    }

    private static String part(ClaimSpec.Part part) {
        String number = part.metric()
                + (part.kind().isEmpty() ? "" : " of " + part.kind() + " requests")
                + (part.perConnection() ? " per connection" : "");
        return "  %s%s: %s%n      %s: %s, to be %s, in at least %d blocks"
                .formatted(
                        part.id(),
                        part.decides() ? "" : " (stands beside, decides nothing)",
                        part.says(),
                        number,
                        part.ofTwo() ? side(part.of()) + " ÷ " + side(part.to()) : side(part.of()),
                        part.is(),
                        part.blocks());
    }

    private static String side(ClaimSpec.Side side) {
        return side.contestant() + " @ " + side.scenario() + "/"
                + side.points().stream().collect(Collectors.joining(","));
    }
}
