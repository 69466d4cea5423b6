// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/sourcelookup.h"
#include "widgets/review/diffscene.h"
#include "widgets/review/picture.h"

#include <QObject>
#include <QThreadPool>

#include <map>

namespace docket {

class PictureCompare;

/**
 * The pictures on the surface: makes a PictureCompare where a changed picture comes into view, reads and decodes both
 * sides off this thread, and lets go of those that were left far behind. GUI thread.
 */
class PictureRows : public QObject
{
    Q_OBJECT

public:
    /** Both must outlive this. */
    PictureRows(DiffScene &scene, QWidget *viewport);
    /** Waits for the picture in work. */
    ~PictureRows() override;

    /** May be null: then pictures are told by size and hash alone. */
    void setLookup(SourceLookup *lookup, const QString &repository);
    /** Forgets all: other files are shown. */
    void begin();
    /** Puts what can be seen where it belongs; `scrollY`: what is at the top of the viewport, which begins below
     * `strip` pixels. */
    void place(qint64 scrollY, int strip);
    bool isAnyVisible() const;
    /** Takes the keyboard to the file's picture; false if it has none. */
    bool focus(int file);
    PictureCompare *compare(int file) const;

Q_SIGNALS:
    /** A picture needs another height: DiffScene::setPictureHeight() has to be called where the reader's place is kept.
     */
    void heightChanged(int file, int height);
    void left();

private:
    struct Shown
    {
        PictureCompare *widget = nullptr;
        Picture sides[2];
        int waiting = 0;
        int lastSeen = 0;
        CancelToken cancel;
    };

    Shown &shown(int file);
    void load(int file);
    void take(int file, bool after, const Picture &picture);
    void compareAll(int file);
    void forget(int file);
    void letGo();
    int height(const Shown &shown) const;

    DiffScene &m_scene;
    QWidget *m_viewport;
    SourceLookup *m_lookup = nullptr;
    QString m_repository;
    std::map<int, Shown> m_shown;
    QThreadPool m_pool;
    int m_clock = 0;
};

} // namespace docket
