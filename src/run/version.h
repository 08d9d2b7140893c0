#ifndef RUN_VERSION_H
#define RUN_VERSION_H

#define CCHC_VERSION "0.1.0"

#endif
