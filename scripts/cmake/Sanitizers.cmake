# SSOT_SANITIZE: "", "address,undefined" or "thread".
set(SSOT_SANITIZE "" CACHE STRING "Sanitizers to build with")
if(SSOT_SANITIZE)
  add_compile_options(-fsanitize=${SSOT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${SSOT_SANITIZE})
endif()
