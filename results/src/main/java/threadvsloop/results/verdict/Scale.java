package threadvsloop.results.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import threadvsloop.results.stats.Effect;
import threadvsloop.results.stats.Level;
import threadvsloop.results.stats.PairedRatio;

/// What is judged of the blocks.
public enum Scale {
    /// other ÷ baseline, block by block.
    RATIO {
        @Override
        boolean hasNumber(BlockPair pair) {
            return pair.baseline().orElse(0) > 0 && pair.other().orElse(0) > 0;
        }

        @Override
        Optional<Effect> effect(List<BlockPair> pairs) {
            Map<Integer, Double> baseline = new TreeMap<>();
            Map<Integer, Double> other = new TreeMap<>();
            pairs.forEach(pair -> {
                baseline.put(pair.block(), pair.baseline().orElseThrow());
                other.put(pair.block(), pair.other().orElseThrow());
            });
            return PairedRatio.of(baseline, other).map(ratio -> ratio);
        }
    },
    /// The other's number itself; a baseline is not looked at.
    LEVEL {
        @Override
        boolean hasNumber(BlockPair pair) {
            return pair.other().isPresent();
        }

        @Override
        Optional<Effect> effect(List<BlockPair> pairs) {
            return Level.of(pairs.stream()
                            .mapToDouble(pair -> pair.other().orElseThrow())
                            .toArray())
                    .map(level -> level);
        }
    };

    abstract boolean hasNumber(BlockPair pair);

    /// @param pairs that all have a number
    /// @return empty if there is none
    abstract Optional<Effect> effect(List<BlockPair> pairs);
}
