package dev.brummer.engine.json;

import java.util.List;

/// A name of an object with its value.
///
/// @param line line of the name, from 1
/// @param earlierLines lines of earlier members of the same name, whose values do not count
public record JsonMember(
    String name, JsonValue value, int line, int column, List<Integer> earlierLines) {}
