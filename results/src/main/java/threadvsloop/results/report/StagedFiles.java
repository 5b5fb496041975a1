package threadvsloop.results.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import threadvsloop.results.run.StoredFiles;
import threadvsloop.results.run.UnwritableException;

/// Files that are to replace others of a folder, all together: they are written into a folder of their own inside it,
/// and renamed into place when each is whole on the disk. Whatever happens before that, such as a full disk or a
/// crash, leaves the others as they were. Used by one thread.
final class StagedFiles implements AutoCloseable {

    private static final String PREFIX = ".unfinished-";

    private final Path folder;
    private final Path staging;
    private final Map<Path, Path> staged = new LinkedHashMap<>();

    private StagedFiles(Path folder, Path staging) {
        this.folder = folder;
        this.staging = staging;
    }

    /// @param folder whose files are to be replaced
    static StagedFiles of(Path folder) throws IOException {
        removeLeftOver(folder);
        Path staging = folder.resolve(PREFIX + ProcessHandle.current().pid());
        deleteAll(staging);
        return new StagedFiles(folder, StoredFiles.makeFolder(staging));
    }

    /// @param name relative to the folder, in which it will stand
    /// @return where it will stand
    Path write(String name, String text) throws IOException {
        Path file = staging.resolve(name);
        Path target = folder.resolve(name);
        if (Files.isDirectory(target)) {
            throw StoredFiles.unwritable(target, new IOException("a folder of this name is in the way"));
        }
        StoredFiles.makeFolder(file.resolveSibling(""));
        StoredFiles.makeFolder(target.resolveSibling(""));
        StoredFiles.write(file, text);
        staged.put(target, file);
        return target;
    }

    /// Puts all files into their places.
    void replace() throws UnwritableException {
        for (Map.Entry<Path, Path> file : staged.entrySet()) {
            try {
                Files.move(
                        file.getValue(),
                        file.getKey(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw StoredFiles.unwritable(file.getKey(), e);
            }
        }
    }

    /// Deletes files of a folder that were not replaced: they belong to what the new files take the place of.
    ///
    /// @param subfolder in the folder; need not be there
    /// @param glob as of [Files#newDirectoryStream(Path, String)]
    void deleteOthers(String subfolder, String glob) throws IOException {
        Path in = folder.resolve(subfolder);
        if (!Files.isDirectory(in)) {
            return;
        }
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(in, glob)) {
            files.forEach(file -> {
                if (!staged.containsKey(file)) {
                    others.add(file);
                }
            });
        }
        for (Path file : others) {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws IOException {
        deleteAll(staging);
    }

    /// What processes have left that were killed.
    private static void removeLeftOver(Path folder) throws IOException {
        try (DirectoryStream<Path> stagings = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path left : stagings) {
                String pid = left.getFileName().toString().substring(PREFIX.length());
                boolean alive = pid.matches("[0-9]{1,18}")
                        && ProcessHandle.of(Long.parseLong(pid)).isPresent();
                if (!alive) {
                    deleteAll(left);
                }
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
