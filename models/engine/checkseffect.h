// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginecore.h"
#include "verify/checkrunner.h"

#include <memory>
#include <unordered_map>

namespace docket {

struct ProjectGround;

/**
 * The effect RunChecks: a fresh checkout of exactly the snapshot's commit, the checks that the base commit's
 * docket.yaml names and that have no evidence on that tree yet, one event for each, then the end. The checkout is
 * removed again.
 */
class ChecksEffect : public QObject
{
    Q_OBJECT

public:
    explicit ChecksEffect(EngineCore &core, QObject *parent = nullptr);
    ~ChecksEffect() override;

    void run(TaskId task, const effects::RunChecks &effect);
    void stop(TaskId task, const effects::StopChecks &effect);
    bool isIdle() const { return m_running.empty(); }
    /** Docket itself ends: what runs is ended without evidence, and is run again at the next start. */
    void stopAll();

Q_SIGNALS:
    void idle();

private:
    struct Running;

    void begin(TaskId task, RoundId round, const QString &folder, const Result<ProjectGround> &ground);
    void finish(RoundId round);
    void end(TaskId task, RoundId round);

    EngineCore &m_core;
    std::unordered_map<qint64, std::unique_ptr<Running>> m_running; ///< by round
    bool m_stopping = false;
};

} // namespace docket
