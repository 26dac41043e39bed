/// Watches metrics while something goes on: the newest values, and whether they are drifting.
package dev.brummer.perf.monitor;
