package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// That the contract's table of library servers is the one that the suite would write: each case once, with what the
/// contract asks for, and a column for each library.
class LibraryTableTest {

    @Test
    void theContractShowsTheTableOfTheSuite() throws IOException {
        assertThat(LibraryTable.writtenRows())
                .as(LibraryTable.HOW_TO_RECORD)
                .containsExactlyElementsOf(LibraryTable.read().rows());
    }

    @Test
    void casesHaveNamesOfTheirOwn() {
        List<String> names = WireCase.all().stream().map(WireCase::what).toList();
        assertThat(names)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(250)
                .allSatisfy(it -> assertThat(it).doesNotContain(" | "));
    }

    @Test
    void everyLibraryOfTheCatalogueHasAColumn() {
        assertThat(LibraryTable.libraries()).containsExactly("jetty", "undertow", "netty", "helidon", "node");
    }
}
