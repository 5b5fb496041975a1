package threadvsloop.harness.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import threadvsloop.results.claims.Precision;
import threadvsloop.results.documents.Plan;

/// One more block for the points that have not been measured closely enough. Pure: the same plan and the
/// same finding give the same block, so that a run interrupted in it goes on as it would have.
public final class FurtherBlock {

    private FurtherBlock() {}

    /// The plan with a block of these points, in shuffled order, each with all contestants that it had.
    ///
    /// @param lacking points that need it
    /// @param most blocks of a point, those that make up for INVALID trials not counted
    /// @return the same plan if no point may have one more
    public static Plan addedTo(Plan plan, Set<Precision.Point> lacking, int most) {
        List<Precision.Point> points = new ArrayList<>(plan.trials().stream()
                .map(FurtherBlock::point)
                .distinct()
                .filter(lacking::contains)
                .filter(point -> blocks(plan, point) < most)
                .toList());
        if (points.isEmpty()) {
            return plan;
        }
        int block = plan.trials().stream().mapToInt(Plan.Entry::block).max().orElseThrow() + 1;
        Random random = new Random(Objects.hash(plan.seed(), block));
        Collections.shuffle(points, random);
        List<Plan.Entry> all = new ArrayList<>(plan.trials());
        for (Precision.Point point : points) {
            long loadSeed = random.nextLong();
            List<String> contestants = contestants(plan, point);
            Collections.shuffle(contestants, random);
            for (String contestant : contestants) {
                all.add(new Plan.Entry(all.size(), block, point.scenario(), point.point(), contestant, loadSeed));
            }
        }
        return new Plan(plan.schemaVersion(), plan.seed(), all);
    }

    private static long blocks(Plan plan, Precision.Point point) {
        return plan.trials().stream()
                .filter(entry -> entry.repeats() == 0 && point(entry).equals(point))
                .mapToInt(Plan.Entry::block)
                .distinct()
                .count();
    }

    private static List<String> contestants(Plan plan, Precision.Point point) {
        return new ArrayList<>(plan.trials().stream()
                .filter(entry -> point(entry).equals(point))
                .map(Plan.Entry::contestant)
                .distinct()
                .sorted()
                .toList());
    }

    private static Precision.Point point(Plan.Entry entry) {
        return new Precision.Point(entry.scenario(), entry.point());
    }
}
