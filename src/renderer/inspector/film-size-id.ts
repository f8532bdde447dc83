/** Id of the field that has the size of the film; what else speaks of that size leads there. */
export const filmSizeId = 'film-size'
