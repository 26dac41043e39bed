/// `brummer doctor`: checks what brummer needs of this machine, this terminal and this project.
///
///     DoctorCommand ─▶ Doctor ── a virtual thread each ─▶ HealthCheck ─▶ Finding ─▶ DoctorReport
///                                        │
///                                        └─ DoctorContext: environment, SystemFiles, ToolRunner
///
/// A check reads; it changes nothing, except that stale files of ended brummers are removed, as by
/// every client. Checks have a common deadline, and one that fails or is late is a warning. All they
/// see comes from [DoctorContext], so that tests can show them another machine.
///
/// ## Decisions
///
/// - A missing tool is a problem only if the project needs it.
/// - Tools run in the root directory: version managers and package managers run code of the project
///   they are started in.
@NullMarked
package dev.brummer.app.doctor;

import org.jspecify.annotations.NullMarked;
