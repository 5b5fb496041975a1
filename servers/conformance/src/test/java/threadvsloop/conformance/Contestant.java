package threadvsloop.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry of `servers/contestants.yaml`; its head says what the fields mean.
record Contestant(
        String id,
        String label,
        Family family,
        String description,
        List<String> command,
        List<String> options,
        @Nullable String requires) {

    /// Who waits while a request waits.
    enum Family {
        thread,
        virtual,
        loop
    }

    @Override
    public String toString() {
        return id;
    }
}
