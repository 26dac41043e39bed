/// The services of Docker Compose.
///
///     compose.yaml ─▶ DockerComposeFormat ─▶ ServiceReader ─▶ one process per service
///                       (files, include)      (ports, health, dependencies)
///
/// Called by the thread that reads the configuration.
///
/// ## Decisions
///
/// - Each process runs `docker compose up` for its service alone (`--no-deps`), so that stopping one
///   process stops one container. brummer waits for the dependencies, and shows what they wait for.
/// - A container is not in the process tree, so the port that it publishes is probed by a connection.
/// - Keys that only Docker needs are not checked: their schema is large, and Docker checks it.
@NullMarked
package dev.brummer.app.project.docker;

import org.jspecify.annotations.NullMarked;
