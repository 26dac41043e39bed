/// The format of mprocs: `mprocs.yaml`, with `procs:` at the top.
///
///     MprocsFormat ─▶ SelectResolver ($select: os) ─▶ MprocsReader ─▶ ProcessDraft
///                                                        └ KeyNotation: <C-c>
///
/// Called by the thread that reads the configuration.
@NullMarked
package dev.brummer.app.project.mprocs;

import org.jspecify.annotations.NullMarked;
