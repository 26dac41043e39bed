package dev.brummer.engine.process;

/// Restart of a process that runs but no longer works.
///
/// The probe is tried from the start of the process on, whether it is ready or not. After
/// `timing.failureThreshold()` failures in a row the process is stopped by its [StopPolicy]; then
/// its [RestartPolicy] treats the stop like an exit with a failure. Without a restart the process
/// is failed with the reason "not alive".
///
/// @param probe an active probe: `Http`, `Tcp` or `Exec`
/// @param timing `successThreshold` has no effect
public record LivenessPolicy(ReadinessProbe probe, ProbeTiming timing) {
  public LivenessPolicy {
    switch (probe) {
      case ReadinessProbe.Http _, ReadinessProbe.Tcp _, ReadinessProbe.Exec _ -> {}
      case ReadinessProbe.Inferred _, ReadinessProbe.Port _, ReadinessProbe.Log _ ->
          throw new IllegalArgumentException("not an active probe: " + probe);
    }
  }
}
