// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/mainwindow.h"
#include "items/diffsource.h"
#include "items/sourcelookup.h"

#include <optional>

class QApplication;

namespace docket {

struct GuiOptions
{
    QString settingsFile;            ///< ini file of windows; empty: the user's
    QString openPath;                ///< a project to open at the start
    TaskId openTask;                 ///< and a task to show
    QString language;                ///< overrides the setting ("zh_TW")
    std::optional<ThemeChoice> theme;///< overrides the setting
    bool tray = true;
    Notifier *notifier = nullptr;    ///< null: the desktop's
    FolderChooser chooseFolder;      ///< empty: the desktop's file dialog
    SourceLookup *lookup = nullptr;  ///< for pictures, authors, links ... of a review; null: without them
    std::function<void(const QString &command)> editorChosen; ///< told at the start and after a change
    /**
     * Called when the window was made and before the event loop runs, so that the caller can reach it (control
     * socket, driver).
     */
    std::function<void(MainWindow &)> created;
};

/**
 * Shows the window and runs the event loop; returns the exit code when a person ended Docket. The lists fill when the
 * workbench is ready.
 */
int runGui(QApplication &application, Workbench &workbench, DiffSource &diffs, const GuiOptions &options = {});

/** The parts a driver or test needs one by one. */
void installTranslations(QApplication &application, const QString &language);
ReviewFactory reviewFactory(Workbench &workbench, DiffSource &diffs, SourceLookup *lookup = nullptr);
FolderChooser desktopFolderChooser();

} // namespace docket
