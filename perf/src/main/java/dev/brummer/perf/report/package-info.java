/// How results look to people.
package dev.brummer.perf.report;
