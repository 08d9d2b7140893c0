#include "run/cube.h"

#include "data/schema.h"

int run_cube(const struct run_request *q, FILE *out, struct err *err)
{
    struct run_context x = {0};
    int result = -1;

    if (context_open(&x, q, err))
        goto out;
    fprintf(out, "# luoc_do = %d\n# ky = %s\n", SCHEMA_VERSION, x.period.code);
    cube_write(x.cube, x.data_hash, out);
    result = 0;
out:
    context_close(&x);
    return result;
}
