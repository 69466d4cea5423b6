// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workloads.h"

#include "diff/document.h"

#include <QApplication>

#include <vector>

namespace docket::bench {

/** An application that knows how long each event kept the GUI thread busy (CPU of that thread, so that others' load does not count). */
class ProbeApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;

    void reset() { m_longest = 0; }
    double longestMs() const { return m_longest; }
    /** Handles what is pending; the CPU of this thread that it took. */
    double settle();

private:
    int m_depth = 0;
    double m_longest = 0;
};

struct LoadedChange
{
    std::vector<diff::FileEntry> entries;
    std::vector<diff::FileDiffPtr> files;
    qint64 bytes = 0;
};

/** At most `maxFiles` diffs are computed; the entries are all there. */
Result<LoadedChange> loadChange(const Workload &work, int maxFiles = 1'000'000);

} // namespace docket::bench
