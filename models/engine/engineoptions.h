// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/paths.h"

#include <QProcessEnvironment>
#include <QString>

#include <functional>

namespace docket {

class Clock;
class ProcessFactory;
class AgentSessionFactory;

/** An answer: called once, later, in the engine's thread. */
template<typename T>
using Reply = std::function<void(Result<T>)>;

enum class EngineMode {
    Active,  ///< schedules tasks, runs agents and checks
    Passive, ///< records what a person decides and merges; whatever needs an agent waits for the next active engine
};

/** What an engine is made of. What the pointers name must outlive it. */
struct EngineOptions
{
    Paths paths;
    QString person;                  ///< who gives verdicts here; recorded with each
    bool signsWithGitIdentity = false; ///< their verdicts are signed with the name and address of the git configuration
    QProcessEnvironment environment; ///< the person's own; agents get a cleaned part of it
    EngineMode mode = EngineMode::Active;
    int slots = 0;                   ///< tasks that run at once; 0: as stored in the settings
    const Clock *clock = nullptr;
    ProcessFactory *processes = nullptr;
    AgentSessionFactory *sessions = nullptr;
    QString helperProgram = {};      ///< docket-inside; empty: beside this program
    int stopGraceMs = 2000;          ///< between TERM and KILL when Docket itself ends
};

} // namespace docket
