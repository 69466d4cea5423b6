// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <functional>

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
    /** Handles events until `done`, for work of other threads and timers that ends by itself. False after `limitMs`. */
    bool waitFor(const std::function<bool()> &done, int limitMs = 60'000);

private:
    int m_depth = 0;
    double m_longest = 0;
};

} // namespace docket::bench
