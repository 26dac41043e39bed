/// Supervision of processes: the public entry, the thread that owns all state, and its helpers.
///
/// ```
///   any thread   Processes.restart(id) ─▶ inbox
///                                          │
///   [processes]  ProcessLoop ◀─────────────┘
///                  │ step(command)
///                  ├─▶ ProcessTable ─▶ effects ─▶ ChildProcesses ─▶ Launcher, signals, /proc scans
///                  │                      └─────▶ BackgroundTasks, TimerQueue, EventBus, notes
///                  └─▶ ProcessSnapshots ─▶ Processes.snapshot(), info(id)
///
///   [read-<process>]    ReaderThread ─▶ LogStoreWriter ─▶ LogStore, EventBus;  exit ─▶ inbox
///   [process-monitor]   ProcessMonitor: ports, CPU, memory ─▶ inbox
///   [virtual threads]   BackgroundTasks: probes, stop commands, diagnosis ─▶ inbox
///   [file watcher]      FileWatchRestarter ─▶ inbox
/// ```
///
/// State is confined to the thread `processes`; other threads communicate with it only through the
/// inbox and read the immutable snapshots. A restart is a chain of twelve calls from
/// [Processes#restart] to the new child:
///
/// ```
///   stop    ProcessTable.step ▸ StopSequence.stop ▸ ChildProcesses.runDeferred
///             ▸ ChildProcess.signalGroup
///   exit    OutputReader.readUntilExit returns ▸ (step) ▸ StopSequence.onExited
///             ▸ ChildProcesses.runDeferred ▸ ProcessTreeFinder.scan
///             ▸ OutputReader.drainIfAsked ▸ (step) ▸ StopSequence.onTreeFound returns START
///   start   ChildProcesses.spawn ▸ Launcher.launch ▸ PosixSpawn.spawn
/// ```
///
/// ## Decisions
///
/// - Effects return their immediate results (`Spawned`, `TreeFound`); only other threads post to
///   the inbox. Results are processed before the inbox, so a spawn is complete before the next
///   command.
/// - Scans of `/proc` are deferred until the inbox is empty: a shutdown of a hundred processes
///   needs a few scans instead of a hundred.
/// - An empty tree is reported by the reader thread after it has stored the last output, and only
///   then is the child reaped and its exit published: the last lines precede "stopped".
/// - The reader thread of a child is started before the child and waits for it: the kernel's record
///   of the writes to its pipes is addressed to this thread, and must miss none. If the spawn
///   fails, the thread ends without having read.
/// - Timers are never cancelled. Each carries the state version of its process, and a late one has
///   no effect.
/// - Probes run on virtual threads, pipe reads on platform threads: a blocked pipe read would pin
///   its carrier.
package dev.brummer.engine.process.supervisor;
