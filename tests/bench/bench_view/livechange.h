// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workloads.h"

#include "app/engine/enginediffsource.h"
#include "widgets/review/diffview.h"

#include <QElapsedTimer>

#include <optional>

namespace docket::bench {

/** Feeds a view as a review does: the engine's own source of diffs, from the repository, renames and reading order
 * included. What comes before a view is named waits in the event loop: name it before that runs. */
class LiveChange : public QObject
{
public:
    LiveChange();

    void showIn(DiffView &view);
    /** Nothing where the commits cannot be found. */
    static std::optional<DiffRequest> request(const Workload &work);
    void open(const DiffRequest &request);
    void cancel() { m_source.cancel(); }

    bool isFinished() const { return m_finished; }
    /** From open() to the first file's diff on the screen; less than 0 before. */
    double paintedMs() const { return m_paintedMs; }
    /** The sentence where the change could not be shown. */
    const QString &problem() const { return m_problem; }
    const std::vector<diff::FileDiffPtr> &files() const { return m_files; }
    /** Of both sides of all files that were read. */
    qint64 bytes() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    DiffView *m_view = nullptr;
    EngineDiffSource m_source;
    quint64 m_generation = 0;
    std::vector<diff::FileDiffPtr> m_files;
    QElapsedTimer m_since;
    double m_paintedMs = -1;
    bool m_hasFirst = false;
    bool m_finished = false;
    QString m_problem;
};

} // namespace docket::bench
