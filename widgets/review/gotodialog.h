// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/document.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace docket {

/** Where to go: a file by some of its letters, a line of it ("view:120"), or a line of the file in hand (":120" or
 * "120"). */
class GoToDialog : public QDialog
{
    Q_OBJECT

public:
    /** What was typed: letters of a path, and a line from 0 (-1: none). Pure. */
    struct Wish
    {
        QString file;
        int line = -1;
        bool operator==(const Wish &) const = default;
    };
    static Wish parse(const QString &text);

    GoToDialog(const diff::DiffDocument &document, int currentFile, QWidget *parent);

Q_SIGNALS:
    void chosen(int file, int line);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void choose();

    QStringList m_paths;
    int m_currentFile;
    QLineEdit *m_field;
    QListWidget *m_list;
};

} // namespace docket
