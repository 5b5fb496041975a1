package threadvsloop.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.harness.PreflightException;

/// Programs are run from such a folder: it is nobody else's, or it is refused.
class PrivateFolderTest {

    @TempDir
    private Path folder;

    @Test
    void itIsMadeInTheCacheForThisUserAlone() throws Exception {
        Path made = folder(Map.of("XDG_CACHE_HOME", folder.resolve("xdg").toString(), "HOME", folder.toString()));
        assertThat(made).isEqualTo(folder.resolve("xdg/tvl/programs"));
        for (Path each : new Path[] {made, made.getParent()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rwx------");
        }
        assertThat(folder(Map.of("HOME", folder.toString()))).isEqualTo(folder.resolve(".cache/tvl/programs"));
        assertThat(folder(Map.of("HOME", folder.toString()))).as("again").isDirectory();
    }

    @Test
    void withoutAHomeItIsInTheTemporaryFolder() throws Exception {
        for (Map<String, String> none : java.util.List.of(
                Map.<String, String>of(),
                Map.of("HOME", ""),
                Map.of("HOME", "/proc/nowhere"),
                Map.of("XDG_CACHE_HOME", "relative"))) {
            Path made = folder(none);
            Path own = Objects.requireNonNull(made.getParent());
            assertThat(own.getParent()).isEqualTo(folder);
            assertThat(own.getFileName().toString()).startsWith("tvl-cache-");
            assertThat(made).isDirectory();
        }
    }

    @Test
    void aHomeThatOthersCanWriteToIsNotUsed() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(Objects.requireNonNull(
                                folder(Map.of("HOME", home.toString())).getParent())
                        .getParent())
                .isEqualTo(folder);
    }

    @Test
    void oneThatIsOpenToOthersIsRefused() throws Exception {
        Path open = folder(Map.of("HOME", folder.toString()));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertRefused(open + " is open to others (mode 0755)");
    }

    @Test
    void aLinkIsRefused() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path made = folder(Map.of("HOME", folder.toString()));
        Files.delete(made);
        Files.createSymbolicLink(made, elsewhere);
        assertRefused(made + " is no folder");
    }

    @Test
    void anotherUsersIsRefused() throws Exception {
        assumeTrue(
                Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(0),
                "only root can give a folder away");
        Path made = folder(Map.of("HOME", folder.toString()));
        Files.setAttribute(made, "unix:uid", 65_534, LinkOption.NOFOLLOW_LINKS);
        assertRefused(made + " belongs to user id 65534");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> folder(Map.of("HOME", folder.toString())))
                .isInstanceOf(PreflightException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("remove it, or set XDG_CACHE_HOME");
    }

    private Path folder(Map<String, String> environment) {
        return new PrivateFolder(environment, folder).make("programs");
    }
}
