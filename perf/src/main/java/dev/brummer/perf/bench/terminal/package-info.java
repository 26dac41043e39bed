/// `vt.*`: throughput of the terminal emulator of the interactive panes, next to JLine's.
package dev.brummer.perf.bench.terminal;
