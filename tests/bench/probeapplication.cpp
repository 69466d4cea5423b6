// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/probeapplication.h"

#include "bench/benchreport.h"

#include <QElapsedTimer>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace docket::bench {

bool ProbeApplication::notify(QObject *receiver, QEvent *event)
{
    if (m_depth > 0 || QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    const QEvent::Type type = event->type();
    const QByteArray name = qEnvironmentVariableIsSet("DOCKET_BENCH_STALLS")
        ? QByteArray(receiver->metaObject()->className())
        : QByteArray();
    const double before = threadCpuMs();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    const double spent = threadCpuMs() - before;
    if (!name.isEmpty() && spent > 8)
        std::fprintf(stderr, "    %6.1f ms: event %d of %s, %s\n", spent, int(type), name.constData(),
                     m_during.constData());
    if (spent > m_longest) {
        m_longest = spent;
        m_longestDuring = m_during;
    }
    return result;
}

double ProbeApplication::act(const std::function<void()> &step)
{
    const double before = threadCpuMs();
    QMetaObject::invokeMethod(this, step, Qt::QueuedConnection);
    processEvents();
    return threadCpuMs() - before;
}

double ProbeApplication::settle()
{
    const double before = threadCpuMs();
    processEvents();
    return threadCpuMs() - before;
}

bool ProbeApplication::waitFor(const std::function<bool()> &done, int limitMs)
{
    QElapsedTimer timer;
    timer.start();
    // With a time given, processEvents() asks again and again instead of sleeping, and takes the processor from those
    // whose work is waited for.
    QTimer wakeUp;
    wakeUp.start(5);
    while (!done()) {
        if (timer.elapsed() > limitMs)
            return false;
        processEvents(QEventLoop::WaitForMoreEvents);
        settle();
    }
    return true;
}

} // namespace docket::bench
