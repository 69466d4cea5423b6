// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/probeapplication.h"

#include "app/engine/enginediffsource.h"
#include "app/engine/engineworkbench.h"
#include "app/gui/mainwindow.h"
#include "core/clock.h"
#include "app/gui/notifier.h"

#include <QSettings>

#include <memory>
#include <optional>

namespace docket::bench {

/**
 * The real window over the real engine in its own thread, as the program puts them together; the store is below `home`.
 */
class WindowRig
{
public:
    WindowRig(ProbeApplication &app, const QString &home);
    ~WindowRig();

    /** Starts the engine and shows the window; false where the store cannot be had. */
    bool start();
    /** As a person quits: agents are ended, the engine's thread is over. */
    bool stop();

    MainWindow &window() { return *m_window; }
    EngineWorkbench &workbench() { return m_workbench; }
    const Paths &paths() const { return m_paths; }
    ProbeApplication &app() { return m_app; }
    const TaskCard *card(TaskId task);

    /** A question to the workbench, answered from the event loop. */
    template<typename T>
    std::optional<Result<T>> ask(const std::function<void(Workbench::Reply<T>)> &call)
    {
        std::optional<Result<T>> answer;
        call([&](Result<T> result) { answer = std::move(result); });
        m_app.waitFor([&] { return answer.has_value(); });
        return answer;
    }

private:
    struct Silence final : Notifier
    {
        void show(const Notification &) override {}
        void withdraw(quint64) override {}
    };

    ProbeApplication &m_app;
    Paths m_paths;
    SystemClock m_clock;
    Silence m_notifier;
    QSettings m_settings;
    EngineWorkbench m_workbench;
    EngineDiffSource m_diffs;
    std::unique_ptr<MainWindow> m_window;
    TaskCard m_card;
    bool m_ready = false;
    bool m_stopped = false;
};

} // namespace docket::bench
