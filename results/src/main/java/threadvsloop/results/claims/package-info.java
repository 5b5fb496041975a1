/// Published claims, and what a run's files say of each.
@org.jspecify.annotations.NullMarked
package threadvsloop.results.claims;
