package threadvsloop.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import threadvsloop.harness.PreflightException;

/// Folders of this user alone, for programs that we run: nobody else can have put anything there.
///
/// @param environment where XDG_CACHE_HOME and HOME are looked up
/// @param temporary the folder for temporary files, used where there is no home
public record PrivateFolder(Map<String, String> environment, Path temporary) {

    private static final int OTHERS = 0077;
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;

    /// @param name of a folder in this user's cache
    /// @throws PreflightException when it is somebody else's or open to others, with the remedy
    public static Path ofThisUser(String name) {
        return new PrivateFolder(System.getenv(), Path.of(System.getProperty("java.io.tmpdir"))).make(name);
    }

    Path make(String name) {
        try {
            Path mine = cache().isPresent()
                    ? cache().get().resolve("tvl")
                    : temporary.toAbsolutePath().resolve("tvl-cache-" + uid(Path.of("/proc/self")));
            makePrivate(mine);
            makePrivate(mine.resolve(name));
            return mine.resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The user's folder for what can be made again; empty when there is none that is safe and can be written to.
    private Optional<Path> cache() throws IOException {
        List<Path> places = Stream.of(named("XDG_CACHE_HOME"), named("HOME").map(home -> home.resolve(".cache")))
                .flatMap(Optional::stream)
                .toList();
        for (Path place : places) {
            if (isUsable(place)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private Optional<Path> named(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> value.startsWith("/"))
                .map(Path::of);
    }

    private static boolean isUsable(Path place) throws IOException {
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            return false; // the next place will do
        }
        long self = uid(Path.of("/proc/self"));
        for (Path folder = place.toRealPath(); folder != null; folder = folder.getParent()) {
            boolean owned = uid(folder) == self || uid(folder) == 0;
            boolean open = (mode(folder) & OTHERS_WRITE) != 0 && (mode(folder) & STICKY) == 0;
            if (!owned || open) {
                return false;
            }
        }
        return Files.isWritable(place);
    }

    private static void makePrivate(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // Whose it is, is looked at in any case.
        }
        String wrong = "";
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            wrong = "is no folder";
        } else if (uid(folder) != uid(Path.of("/proc/self"))) {
            wrong = "belongs to user id " + uid(folder);
        } else if ((mode(folder) & OTHERS) != 0) {
            wrong = "is open to others (mode %04o)".formatted(mode(folder) & 07777);
        }
        if (!wrong.isEmpty()) {
            throw new PreflightException(List.of(
                    ("%s %s, and programs are run from there: remove it, or set XDG_CACHE_HOME to a folder that is yours"
                                    + " alone")
                            .formatted(folder, wrong)));
        }
    }

    private static long uid(Path path) throws IOException {
        LinkOption[] options =
                path.startsWith("/proc") ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        return ((Integer) Files.getAttribute(path, "unix:uid", options)).longValue();
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }
}
