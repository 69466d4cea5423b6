// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginecore.h"
#include "process/processtree.h"

#include <QSet>

namespace docket {

/**
 * What an engine does before anything else: ends the processes that an earlier life left over, and verifies it; says of
 * every agent that was running that its end is unknown; issues the effects whose outcome is missing; and names
 * worktrees that carry this store's mark but belong to no attempt. It removes none of those; what it removes are the
 * folders of checks that an earlier life did not live to remove.
 */
class Reconciler : public QObject
{
    Q_OBJECT

public:
    explicit Reconciler(EngineCore &core, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void finished();

private:
    void endTree(const TreeIdentity &tree);
    void settleTasks();
    void nameStrays();

    EngineCore &m_core;
    int m_open = 0;
    QHash<QByteArray, qsizetype> m_survivors; ///< marker -> how many could not be ended
};

} // namespace docket
