package threadvsloop.results.report;

record Page(String title) {}
