package threadvsloop.model.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /// A mix whose kinds would have got the same name from [RequestKind#of] are told apart: by their methods, as in
    /// `GET-a` and `POST-a`, and where that is not enough by a number, as in `a-b` and `a-b-2`.
    ///
    /// @throws IllegalArgumentException if the same request is there twice
    public static RequestMix named(List<RequestKind> kinds) {
        Set<RequestSpec> seen = new HashSet<>();
        for (RequestKind kind : kinds) {
            if (!seen.add(kind.request())) {
                throw new IllegalArgumentException(
                        "the same request is there twice, " + kind.request().method() + " "
                                + kind.request().target() + ": write it once, with the sum of the weights");
            }
        }
        List<RequestKind> named = new ArrayList<>();
        for (RequestKind kind : kinds) {
            boolean shared = kinds.stream()
                            .filter(other -> other.name().equals(kind.name()))
                            .count()
                    > 1;
            boolean byMethod = shared
                    && kinds.stream()
                            .filter(other -> other.name().equals(kind.name()))
                            .anyMatch(other -> !other.request()
                                    .method()
                                    .equals(kind.request().method()));
            String name = byMethod ? kind.request().method() + "-" + kind.name() : kind.name();
            named.add(kind.called(free(name, named)));
        }
        return new RequestMix(named);
    }

    private static String free(String wanted, List<RequestKind> taken) {
        String name = RequestKind.shortened(wanted, "");
        for (int i = 2; isTaken(name, taken); i++) {
            name = RequestKind.shortened(wanted, "-" + i);
        }
        return name;
    }

    private static boolean isTaken(String name, List<RequestKind> taken) {
        return taken.stream().anyMatch(kind -> kind.name().equals(name));
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
