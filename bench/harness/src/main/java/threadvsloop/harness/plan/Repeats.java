package threadvsloop.harness.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import threadvsloop.results.documents.Plan;

/// Blocks that are run again, at most twice, because one of their trials is INVALID. Pure: the same plan
/// and the same
/// finding give the same repeats, so that a run interrupted among them goes on as it would have.
///
/// ```
///   block with an INVALID trial at a point ──> repeat of the point, all its contestants ──INVALID
///   again──> once more
/// ```
public final class Repeats {

    private static final int MOST = 2;

    private final Plan plan;
    private final Map<Group, List<Plan.Entry>> groups = new LinkedHashMap<>();

    /// The trials of one block at one point, which are run again together.
    ///
    /// @param repeats the block that was first planned; 0 if this one was
    private record Group(int block, String scenario, String point, int repeats) {

        static Group of(Plan.Entry entry) {
            return new Group(entry.block(), entry.scenario(), entry.point(), entry.repeats());
        }

        /// The block as first planned that this one is, or makes up for.
        int origin() {
            return repeats == 0 ? block : repeats;
        }

        boolean makesUpFor(Group other) {
            return repeats == other.origin() && scenario.equals(other.scenario) && point.equals(other.point);
        }
    }

    private Repeats(Plan plan) {
        this.plan = plan;
        plan.trials()
                .forEach(entry -> groups.computeIfAbsent(Group.of(entry), _ -> new ArrayList<>())
                        .add(entry));
    }

    /// The plan with what must be run again; the same when nothing must. All its present trials have been
    /// run.
    ///
    /// @param invalid whether the trial of an entry is INVALID
    public static Plan addedTo(Plan plan, Predicate<Plan.Entry> invalid) {
        return new Repeats(plan).added(invalid);
    }

    private Plan added(Predicate<Plan.Entry> invalid) {
        List<Plan.Entry> all = new ArrayList<>(plan.trials());
        int block = all.stream().mapToInt(Plan.Entry::block).max().orElse(0);
        for (Map.Entry<Group, List<Plan.Entry>> group : groups.entrySet()) {
            if (isLast(group.getKey()) && group.getValue().stream().anyMatch(invalid)) {
                block++;
                append(all, block, group.getKey(), group.getValue());
            }
        }
        return all.size() == plan.trials().size() ? plan : new Plan(plan.schemaVersion(), plan.seed(), all);
    }

    /// Whether nothing has made up for it yet, and something still may.
    private boolean isLast(Group group) {
        List<Group> repeats = groups.keySet().stream()
                .filter(other -> other.makesUpFor(group))
                .toList();
        return group.repeats() == 0 ? repeats.isEmpty() : repeats.size() < MOST;
    }

    private void append(List<Plan.Entry> all, int block, Group group, List<Plan.Entry> trials) {
        Random random = new Random(Objects.hash(plan.seed(), block, group.scenario(), group.point()));
        long loadSeed = random.nextLong();
        List<String> contestants = new ArrayList<>(
                trials.stream().map(Plan.Entry::contestant).sorted().toList());
        Collections.shuffle(contestants, random);
        for (String contestant : contestants) {
            all.add(new Plan.Entry(
                    all.size(), block, group.scenario(), group.point(), contestant, loadSeed, group.origin()));
        }
    }
}
