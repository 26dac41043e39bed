package dev.brummer.app.doctor;

import java.util.List;

/// One check. Runs on a virtual thread; may block until it is interrupted.
interface HealthCheck {
  /// Topic of the finding if the check fails or is late.
  String topic();

  /// @throws Exception what could not be checked; becomes a warning
  List<Finding> run(DoctorContext context) throws Exception;
}
