package threadvsloop.loadgen;

import java.util.List;

/// Which requests are sent. Which kind comes next is drawn from the seed each time a request starts, so the same seed
/// gives the same sequence on each loop, whatever the server does.
///
/// @param kinds 1 to 16, each with a name of its own
public record RequestMix(List<RequestKind> kinds) {
    static final int MOST = 16;

    public RequestMix {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty() || kinds.size() > MOST) {
            throw new IllegalArgumentException(
                    "a mix must have 1 to " + MOST + " kinds of request, not " + kinds.size());
        }
        for (int i = 0; i < kinds.size(); i++) {
            String name = kinds.get(i).name();
            if (kinds.subList(0, i).stream().anyMatch(kind -> kind.name().equals(name))) {
                throw new IllegalArgumentException("two kinds of request are called " + name + ": rename one of them");
            }
        }
    }

    /// Always the same request.
    public static RequestMix of(RequestSpec request) {
        return new RequestMix(List.of(RequestKind.of(request, 1)));
    }

    /// The part of all requests that one kind makes up on average, from 0 to 1.
    public double share(int kind) {
        return kinds.get(kind).weight() / totalWeight();
    }

    private double totalWeight() {
        return kinds.stream().mapToDouble(RequestKind::weight).sum();
    }
}
