// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/windowrig.h"

#include "app/gui/gui.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace docket::bench {

WindowRig::WindowRig(ProbeApplication &app, const QString &home)
    : m_app(app), m_paths(Paths::below(home)), m_settings(home + u"/windows.ini"_s, QSettings::IniFormat),
      m_workbench(m_paths)
{
    applyAppearance(app, ThemeChoice::Light);
    installTranslations(app, {});
}

WindowRig::~WindowRig()
{
    stop();
}

bool WindowRig::start()
{
    m_window =
        std::make_unique<MainWindow>(WindowParts{m_workbench, m_notifier, m_clock, m_settings,
                                                 reviewFactory(m_workbench, m_diffs), desktopFolderChooser(), false});
    bool broken = false;
    QObject::connect(&m_workbench, &Workbench::ready, m_window.get(), [this] { m_ready = true; });
    QObject::connect(&m_workbench, &Workbench::broken, m_window.get(), [&broken](const Error &error) {
        std::fprintf(stderr, "the engine: %s\n", qPrintable(error.text()));
        broken = true;
    });
    m_window->show();
    m_workbench.start();
    m_app.waitFor([&] { return m_ready || broken; });
    m_app.settle();
    return m_ready;
}

bool WindowRig::stop()
{
    if (!m_window || m_stopped)
        return true;
    bool over = false;
    QObject::connect(&m_workbench, &EngineWorkbench::stopped, m_window.get(), [&over] { over = true; });
    m_workbench.stop();
    m_stopped = m_app.waitFor([&over] { return over; });
    m_window.reset();
    return m_stopped;
}

const TaskCard *WindowRig::card(TaskId task)
{
    for (const TaskCard &known : m_workbench.tasks()) {
        if (known.id == task) {
            m_card = known;
            return &m_card;
        }
    }
    return nullptr;
}

} // namespace docket::bench
