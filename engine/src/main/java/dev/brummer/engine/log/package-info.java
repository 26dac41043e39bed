/// The log store: appends, persists and searches lines.
///
/// ```
///   [read-web]    assemble.LineAssembler ▸ LineBatch ▸ LogStore.append ▸ Segment (memory, file) ▸ end
///   [any thread]  LogStore.before/from ▸ SegmentSearch, ParallelSearch ▸ Segment.pin ▸ Block ▸ StoredLine
///                 LogStore.cursor ▸ LogCursor ▸ LineBlock
/// ```
///
/// The reader thread of a process appends under the store's lock. Readers take no lock of the
/// writer.
///
/// ## On disk
///
/// `<project's log directory>/<session>/00000000.log …`. A segment file consists of a header of 24
/// bytes and [BlockView]s. A block holds the lines of one append: 28 bytes, 4 per line, 4 per slice
/// of 2 KiB of a longer text, the text. Header, entries and each slice have a CRC-32C. There is no
/// index file: an in-memory index has one span per 4 KiB and is rebuilt by a scan when a session is
/// read.
///
/// ## Decisions
///
/// - Segments are written with `pwrite` from a buffer shared with readers of the newest lines, and
///   mapped only when sealed and read. Writing through a mapping would turn a full disk into a
///   SIGBUS instead of an exception, leave a torn length after a kill, and keep every line ever
///   read in the resident set. When `append` returns, the kernel has the bytes: `kill -9` loses
///   nothing; a power failure may lose what the kernel had not flushed.
/// - Checksums are CRC-32C, for which processors have an instruction and the JDK an intrinsic. The
///   header and the entries have one of their own, so that damaged text does not cost the positions
///   of the lines, and the text one per 2 KiB, so that a flipped bit in a large block marks only
///   the lines around it. A reader verifies a session once, when it opens it, and searches behind a
///   damaged block for the next header whose checksum is right. Sessions of the version without
///   checksums of slices are read as before.
/// - The level of a line is detected when it is asked for, from its text: of a line that is only
///   printed or searched by text it never is. Together with the larger chunks and without a replay
///   buffer, a plain run of 1,000,000 lines takes 955 instead of 1175 ms of CPU time, start-up
///   included (medians of six interleaved runs on a loaded machine). A query with a minimum level
///   reads the text of all lines instead of their entries. Only page errors have a stored level;
///   levels that earlier versions stored are used. An earlier version shows no level where none is
///   stored.
/// - The first segment has 256 KiB and each further one twice the size of the last, up to 8 MiB: a
///   fresh buffer is zeroed, so it is resident whether it is used or not.
/// - One lock around a whole batch, not a queue: with 64 KiB chunks it is held about 30 µs for 600
///   lines. The previous design was a queue with a writer thread: a reader that found it full had
///   to write itself, behind that thread, and in a flood most appends did. Now the pipe of the
///   process is the queue: a reader that has to wait throttles only its own process, and
///   [LogStore#appendStats] counts the waits. A batch of one line costs a system call, about 1 µs.
/// - The end of a line is an offset into its block, so a line costs 4 bytes and any line of a block
///   is found without a scan. Stored text never contains NUL, so holes in a torn file are
///   recognised.
/// - A buffer that was allocated because a reader was slow when a segment was full is given back if
///   it is not needed for a second. Otherwise it stayed, 8 MB at a time, up to 16: the resident set
///   grew by 14 MB in half an hour in one run and by 3 MB in another. Keeping none would cost 2,048
///   page faults per segment in a flood.
/// - The memory of a segment is released when no reader has it pinned: closing an arena during a
///   read would throw in the reader.
/// - Measured on two cores with the suite `log.append`, 102 bytes per line: assembling 28 ns (3.6
///   GB/s), with colours 80 ns (1.1 GB/s); assembled, with the level detected at once, and stored
///   on disk 93 to 112 ns from 64 KiB chunks, 172 ns from 4 KiB, 79 ns of wall clock with four
///   readers; 4.05 bytes of overhead per line in batches, 34 for a single line.
/// - A search scans a block of lines at once for the two rarest bytes of a literal, 32 positions
///   per step; a regular expression is tried only on lines that contain its required literals.
///   Several threads take a segment each. On two cores, 1,000,000 lines (123 MB) already in the
///   page cache, compared with ripgrep on the same lines in a file, its process start included: a
///   literal 10 ms against 16 to 23; `Timeout\w+` 10 against 16 to 23; `in 89\d ms` 12 against 84;
///   `\b5[0-9]{2} ms`, whose literal is in every line, 279 against 236. One thread: 18 ms; 8
///   positions per step 20 instead of 13.5; reading the mapping in place instead of copying blocks
///   was no faster.
package dev.brummer.engine.log;
