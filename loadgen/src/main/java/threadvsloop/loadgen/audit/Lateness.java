package threadvsloop.loadgen.audit;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.ThinkTime;
import threadvsloop.model.measured.GeneratorUse;
import threadvsloop.model.measured.LoadResult;

/// How late the generator itself sent 1% of the requests, and whether that is too late. Response time contains the
/// lateness, so slow answers excuse some of it; a generator that has no CPU left reads answers late as well, and its
/// times excuse nothing.
public final class Lateness {
    /// What 1% of the requests may be late by: this, or this part of the 99th percentile of service time, if that is
    /// more and the generator had CPU left.
    static final long SUSPECT_NS = 1_000_000L;

    public static final long INVALID_NS = 10_000_000L;
    static final double SUSPECT_PART = 0.05;
    static final double INVALID_PART = 0.20;

    private final LoadResult result;

    Lateness(LoadResult result) {
        this.result = result;
    }

    boolean isSuspect() {
        return isTimed() && p99Ns() > boundNs(SUSPECT_NS, SUSPECT_PART);
    }

    boolean isInvalid() {
        return isTimed() && p99Ns() > boundNs(INVALID_NS, INVALID_PART);
    }

    /// Whether requests have moments of their own at which they are to start, which the generator may miss.
    boolean isTimed() {
        return switch (result.options().shape()) {
            case LoadShape.Open _, LoadShape.PartlyOpen _ -> true;
            case LoadShape.Closed(ThinkTime think) -> !(think instanceof ThinkTime.None);
            case LoadShape.Idle _ -> false;
        };
    }

    /// A sentence, with what the system tells of the reason.
    String words() {
        double suspectMs = boundNs(SUSPECT_NS, SUSPECT_PART) / 1e6;
        double invalidMs = boundNs(INVALID_NS, INVALID_PART) / 1e6;
        return format(
                ROOT,
                "1%% of requests were sent more than %s late by the generator itself (%s), which used %.0f%% of its CPU%s",
                BoundedText.value(p99Ns() / 1e6, " ms", suspectMs, invalidMs),
                BoundedText.bounds(p99Ns() / 1e6, " ms", suspectMs, invalidMs),
                100 * result.generator().cpuShare(),
                denied());
    }

    private long p99Ns() {
        return result.pacingLag().getValueAtPercentile(99);
    }

    private double boundNs(long leastNs, double part) {
        long serviceNs = isSpent() ? 0 : result.service().getValueAtPercentile(99);
        return Math.max((double) leastNs, part * serviceNs);
    }

    /// Whether what the generator used and what it was denied left it too little of its CPU.
    boolean isSpent() {
        GeneratorUse generator = result.generator();
        return generator.cpuShare() + Math.max(0, generator.runQueueShare()) > Auditor.MOST_CPU_SHARE;
    }

    /// Why the generator may have been late, as far as the system tells.
    String denied() {
        GeneratorUse generator = result.generator();
        String waited = generator.runQueueShare() < 0
                ? ""
                : format(ROOT, "; other threads had its CPU for %.2f%% of the time", 100 * generator.runQueueShare());
        return generator.stealShare() < 0
                ? waited
                : waited + format(ROOT, ", the hypervisor for %.2f%%", 100 * generator.stealShare());
    }
}
