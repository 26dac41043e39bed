/// Lines: cut from a child's output, sanitised, stored once, found again.
///
/// ```
///   [read-web]  LineAssembler.feed ▸ LineBatch ▸ LogStore.append ▸ Segment (memory, file) ▸ end
///   [anyone]    LogStore.before/from/line ▸ Scan ▸ Segment.pin ▸ Block ▸ StoredLine
/// ```
///
/// ## On disk
///
/// `<project's log directory>/<session>/00000000.log …`. A segment file is a head of 16 bytes and
/// [Block]s; a block is what one append brought: 28 bytes, 4 a line, the text. There is no index
/// file: every 4 KiB a span is noted in memory, and made again by walking when a session is read
/// back.
///
/// ## Decisions
///
/// - Segments are written with `pwrite` from a buffer that readers of the newest lines share, and
///   mapped only when sealed and read. Writing through a mapping would make a full disk a SIGBUS
///   instead of an exception, leave a torn length after a kill, and put every line ever read into
///   the resident set. When `append` returns, the kernel has the bytes: `kill -9` loses nothing; a
///   power cut may lose what the kernel had not flushed.
/// - One lock around a whole batch, not a queue: with 64 KiB chunks it is held about 30 µs for 600
///   lines. A queue with a thread behind it was the design before: what finds it full has to write
///   by itself, behind the thread that empties it, and in a flood that is most of it. Here the pipe
///   of the child is the queue: who cannot write at once holds only his own child back, and
///   [LogStore#appendStats] says how often. A line a batch costs a system call, about 1 µs.
/// - The end of a line counts from the begin of its block, so a line costs 4 bytes and any line of
///   a block is found without a walk. NUL never occurs in stored text: holes of a torn file show.
/// - A memory segment goes when nobody has it pinned: closing an arena under a reader would throw
///   in the reader.
/// - The sanitiser replaces text before a lone CR wholly, not column by column: progress bars
///   rewrite the whole line or erase it. SGR of replaced text goes with it.
/// - Measured on two cores with `AppendCost` (test sources), 102 bytes a line: assembling 28 ns
///   (3.6 GB/s), with colours 80 ns (1.1 GB/s); assembled, level guessed and stored on disk 93 to
///   112 ns from 64 KiB chunks, 172 ns from 4 KiB, 79 ns of wall clock with four readers; 4.05
///   bytes of overhead a line in batches, 34 for a line alone.
/// - A search looks at a block of lines at once for the two rarest bytes of the text, 32 places a
///   step; a regular expression is tried only on lines with the texts that must stand in a match.
///   Several threads take a segment each. On two cores, 1,000,000 lines (123 MB) that a reader has
///   touched before, beside ripgrep on the same lines in a file, process start included: a text 10
///   ms against 16 to 23; `Timeout\w+` 10 against 16 to 23; `in 89\d ms` 12 against 84;
///   `\b5[0-9]{2} ms`, whose text is in every line, 279 against 236. One thread: 18 ms; a word of
///   eight places a step 20 instead of 13.5; the mapping read in place instead of copied by blocks,
///   no faster.
/// - A regular expression that takes ten million looks at one line is given up for that line: typed
///   by mistake, it would hold the screen for hours.
package dev.brummer.engine.log;
