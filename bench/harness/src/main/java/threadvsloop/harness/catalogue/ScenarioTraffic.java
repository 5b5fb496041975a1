package threadvsloop.harness.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.UsageException;
import threadvsloop.model.load.RequestKind;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Traffic;

/// The fields of a scenario that say what its connections do beyond one bare request on kept connections.
///
/// @param requests several kinds of request instead of one; empty for one
/// @param slowReaders null for none
/// @param idleShare which part of the connections is held open and never used; 0 for none
/// @param slowWriters null for none
record ScenarioTraffic(
        List<Share> requests,
        boolean connectionPerRequest,
        @Nullable Slow slowReaders,
        double idleShare,
        @Nullable SlowWrite slowWriters) {

    ScenarioTraffic {
        if (!(idleShare >= 0 && idleShare < 1)) {
            throw new UsageException("idle-share is " + idleShare + ": it must be 0 or more and below 1");
        }
    }

    /// One kind of request in a mix.
    ///
    /// @param request method and target
    /// @param weight how often it is sent, compared with the others
    /// @param name of its numbers; made from the target if absent
    /// @param bodyBytes length of its body; none if absent
    /// @param answerBytes length that the answer's body must have; any if absent
    record Share(
            String request,
            double weight,
            @Nullable String name,
            @Nullable Integer bodyBytes,
            @Nullable Long answerBytes) {}

    /// @param share which part of the connections read slowly, above 0 and below 1
    /// @param request method and target of what they ask for
    /// @param bytesPerSecond that each reads at most
    record Slow(double share, String request, long bytesPerSecond) {

        Slow {
            if (!(share > 0 && share < 1)) {
                throw new UsageException("slow-readers have a share of " + share + ": it must be above 0 and below 1");
            }
        }

        private Traffic.SlowReaders among(int connections) {
            return new Traffic.SlowReaders(some(share, connections), request, bytesPerSecond);
        }
    }

    /// @param share which part of the connections write slowly, above 0 and below 1
    /// @param request method and target of what they send
    /// @param bodyBytes length of its body
    /// @param bytesPerSecond that each writes at most
    record SlowWrite(double share, String request, int bodyBytes, long bytesPerSecond) {

        SlowWrite {
            if (!(share > 0 && share < 1)) {
                throw new UsageException("slow-writers have a share of " + share + ": it must be above 0 and below 1");
            }
        }

        private Traffic.SlowWriters among(int connections) {
            return new Traffic.SlowWriters(some(share, connections), request, bodyBytes, bytesPerSecond);
        }
    }

    /// At least one, and not all of them.
    private static int some(double share, int connections) {
        return Math.clamp(Math.round(share * connections), 1, Math.max(1, connections - 1));
    }

    /// What the connections of a point do.
    ///
    /// @param request the point's only request, if there are not several
    Traffic at(ScenarioFile.Point point, @Nullable String request) {
        List<Share> shares = new ArrayList<>(requests);
        if (shares.isEmpty() && request != null && (point.bodyBytes() != null || point.answerBytes() != null)) {
            shares.add(new Share(request, 1, null, point.bodyBytes(), point.answerBytes()));
        }
        List<Traffic.Kind> mix = shares.stream().map(ScenarioTraffic::kind).toList();
        return new Traffic(
                mix,
                connectionPerRequest,
                slowReaders == null ? null : slowReaders.among(point.connections()),
                idleShare == 0 ? 0 : some(idleShare, point.connections()),
                slowWriters == null ? null : slowWriters.among(point.connections()));
    }

    private static Traffic.Kind kind(Share share) {
        int bodyBytes = share.bodyBytes() == null ? 0 : share.bodyBytes();
        long answerBytes = share.answerBytes() == null ? Traffic.ANY_LENGTH : share.answerBytes();
        String name = share.name() == null
                ? RequestKind.of(PointLoad.request(share.request(), 0), 1).name()
                : share.name();
        return new Traffic.Kind(name, share.request(), share.weight(), bodyBytes, answerBytes);
    }

    /// @throws UsageException if the load generator refuses the load
    static void check(PointSpec spec) {
        try {
            PointLoad.options(spec, 1, 0, 1);
        } catch (IllegalArgumentException e) {
            throw new UsageException("point " + spec.id() + ": " + e.getMessage());
        }
    }
}
