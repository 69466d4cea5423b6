// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

/**
 * What a fuzz target defines. With clang and -fsanitize=fuzzer the target is libFuzzer's; otherwise fuzzdriver.cpp
 * mutates the seeds by itself. A broken promise ends the program with the input that broke it.
 */
namespace docket::fuzz {

QList<QByteArray> seeds();
/** Words worth putting into an input. */
QList<QByteArray> dictionary();
void one(QByteArrayView input);

/** Ends the program when `holds` is false. */
void promise(bool holds, const char *what);

} // namespace docket::fuzz
