/// What a measurement gave, and the file it is kept in. A leaf.
package dev.brummer.perf.result;
