// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"
#include "process/process.h"

namespace docket {

/**
 * Reads what an agent says about a failure. `status` is an HTTP status or a JSON-RPC code, 0 if there is none. Agents
 * put the truth in different places, so the text counts where the number says nothing. Pure.
 */
FailureKind classifyFailure(int status, const QString &text);

/** The model's side fails, not the agent: another try may go better. Pure. */
bool isModelFailure(FailureKind kind);
/**
 * The line of an agent's error output that says that the model failed, and how, in text that holds much else; empty if
 * none. Pure.
 */
QString modelFailureIn(const QString &errorOutput);

/** "retry after 12s", "retry-after: 12", "Please retry in 12.5s" -> 12, 12, 13; 0 if nothing is said. Pure. */
int retryAfterSeconds(const QString &text);

/** A failed end with the sentence for people: what happened, then what to do. Pure. */
AgentRoundEnded failedEnd(FailureKind kind, const QString &agent, const QString &detail);

/** How a round ends whose program ended without a positive word. Pure. */
AgentRoundEnded endWithoutWord(const ProcessResult &result, const QString &agent, bool heardAnything,
                               const QString &lastErrors);

} // namespace docket
